#!/usr/bin/env python3
"""Makes a clean and a poor variant of each good sample page, always the same ones.

clean: the ground truth drawn anew at 200 dpi, without wear. poor: the scan itself, turned, blurred, noisy, pale and
compressed once more. Usage: pages.py SAMPLES TARGET
"""
import json
import os
import random
import sys

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

FONT = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"


def clean(text, path):
    page = Image.new("RGB", (1654, 2339), "white")
    draw = ImageDraw.Draw(page)
    lines = [line.replace("\t", "   ") for line in text.replace("\f", "\n").split("\n") if line.strip()]
    size = 36
    while True:
        font = ImageFont.truetype(FONT, size)
        if max(draw.textlength(line, font=font) for line in lines) < 1400 and len(lines) * size * 1.4 < 2100:
            break
        size -= 1
    top = 120
    for line in lines:
        draw.text((150, top), line, font=font, fill="black")
        top += int(size * 1.4)
    page.save(path, dpi=(200, 200))


def poor(source, path, dpi, seed):
    page = Image.open(source).convert("RGB")
    page = page.rotate(random.Random(seed).uniform(-1.5, 1.5), resample=Image.BICUBIC, fillcolor="white")
    page = page.filter(ImageFilter.GaussianBlur(0.7 * dpi / 200))
    page = ImageEnhance.Contrast(page).enhance(0.75)
    # Noise of a fixed seed: Pillow's own has none.
    generator = random.Random(seed)
    tile = Image.frombytes("L", (509, 503), bytes(min(255, max(0, int(generator.gauss(128, 20)))) for _ in range(509 * 503)))
    noise = Image.new("L", page.size)
    for left in range(0, page.width, tile.width):
        for top in range(0, page.height, tile.height):
            noise.paste(tile, (left, top))
    mixed = Image.blend(page, Image.merge("RGB", (noise, noise, noise)), 0.25)
    ImageEnhance.Brightness(mixed).enhance(1.1).save(path, quality=60, dpi=(dpi, dpi))


def main():
    samples, target = sys.argv[1:]
    for quality in ("clean", "poor"):
        os.makedirs(os.path.join(target, quality), exist_ok=True)
    for name in sorted(os.listdir(samples)):
        if not name.endswith(".json"):
            continue
        with open(os.path.join(samples, name), encoding="utf-8") as file:
            sample = json.load(file)
        if sample["expected"]["verdict"] != "accept" or sample["pages"] != 1:
            continue
        with open(os.path.join(samples, sample["id"] + ".txt"), encoding="utf-8") as file:
            clean(file.read(), os.path.join(target, "clean", sample["id"] + ".png"))
        scan = os.path.join(samples, sample["file"])
        if scan.endswith(".pdf"):
            scan = pdf_page(scan, target)
        poor(scan, os.path.join(target, "poor", sample["id"] + ".jpg"), sample["dpi"], sum(sample["id"].encode()))


def pdf_page(path, target):
    import subprocess

    stem = os.path.join(target, "page")
    subprocess.run(["pdftoppm", "-r", "200", "-png", "-singlefile", path, stem], check=True)
    return stem + ".png"


main()
