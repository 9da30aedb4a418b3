"""Makes scans of every accepted format out of one scanned page, and files that pretend to be one.

    make.py SAMPLES FOLDER

Pillow writes the pictures, pikepdf the PDF files; both come with pikepdf[pdfa].
"""
import io
import os
import struct
import sys
import zlib

import pikepdf
from PIL import Image, ImageChops, ImageDraw

samples, folder = sys.argv[1:3]


def out(name):
    return os.path.join(folder, name)


page = Image.open(os.path.join(samples, "07-business.jpg")).convert("RGB")
second = Image.open(os.path.join(samples, "09-permit.jpg")).convert("RGB")
with open(os.path.join(samples, "07-business.jpg"), "rb") as file:
    jpeg = file.read()
A4 = [0, 0, 595.28, 841.89]


# --- TIFF: two pages each
def tiff(name, pages, compression):
    pages[0].save(out(name), save_all=True, append_images=pages[1:], compression=compression, dpi=(200, 200))


fax = [picture.convert("L").point(lambda grey: 255 if grey > 150 else 0).convert("1") for picture in (page, second)]
small = [picture.resize((827, 1169)) for picture in (page, second)]
tiff("g4.tif", fax, "group4")
tiff("lzw.tif", small, "tiff_lzw")
tiff("raw.tif", small, "raw")
tiff("jpeg.tif", [page, second], "jpeg")
tiff("deflate.tif", small, "tiff_adobe_deflate")
page.save(out("page.png"), dpi=(200, 200))
page.save(out("jpeg-called.pdf"), format="JPEG", dpi=(200, 200), quality=80)
page.rotate(180).save(out("upside-down.jpg"), dpi=(200, 200), quality=80)
page.rotate(90, expand=True).save(out("lies-left.jpg"), dpi=(200, 200), quality=80)
page.rotate(270, expand=True).save(out("lies-right.jpg"), dpi=(200, 200), quality=80)

# --- pictures with one fault each
page.point(lambda level: level // 4).save(out("dark.jpg"), dpi=(200, 200), quality=85)
specks = page.copy()
draw = ImageDraw.Draw(specks)
seed = 20261121
for _ in range(12000):
    seed = (seed * 1103515245 + 12345) % 2**31
    x = seed % page.width
    seed = (seed * 1103515245 + 12345) % 2**31
    y = seed % page.height
    draw.rectangle((x, y, x + 1, y + 1), fill=(20, 20, 20))
specks.save(out("specks.jpg"), dpi=(200, 200), quality=90)
text = ImageChops.invert(page.convert("L")).point(lambda level: 255 if level > 100 else 0).getbbox()
middle = (text[0] + text[2]) // 2
page.crop((middle, 0, page.width, page.height)).save(out("cut.jpg"), dpi=(200, 200), quality=80)
page.save(out("scaled.jpg"), dpi=(280, 280), quality=80)


# --- PDF
def image(pdf, data, filter, width, height, **more):
    stream = pikepdf.Stream(pdf, data)
    entries = dict(
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width, Height=height,
        BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceRGB, Filter=pikepdf.Name(filter))
    entries.update(more)
    for key, value in entries.items():
        stream["/" + key] = value
    return pdf.make_indirect(stream)


def add(pdf, content, box=A4, images={}, fonts=False, rotate=0):
    resources = pikepdf.Dictionary()
    if images:
        resources.XObject = pikepdf.Dictionary({"/" + name: value for name, value in images.items()})
    if fonts:
        resources.Font = pikepdf.Dictionary(F1=pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding))
    entry = pikepdf.Dictionary(
        Type=pikepdf.Name.Page, MediaBox=box, Resources=resources, Contents=pdf.make_stream(content))
    if rotate:
        entry.Rotate = rotate
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(entry)))


WHOLE = b"q 595.28 0 0 841.89 0 0 cm /Im0 Do Q\n"
WORDS = b"BT /F1 14 Tf 72 720 Td (Born digital, line one) Tj 0 -20 Td (and line two) Tj ET\n"


def scan(pdf, **more):
    return image(pdf, jpeg, "/DCTDecode", page.width, page.height, **more)


pdf = pikepdf.new()
add(pdf, WORDS, fonts=True)
add(pdf, b"BT /F1 14 Tf 72 720 Td (Second page) Tj ET\n", fonts=True)
pdf.save(out("born-digital.pdf"))

pdf = pikepdf.new()
add(pdf, WHOLE, images={"Im0": scan(pdf)})
add(pdf, WORDS, fonts=True)
pdf.save(out("mixed.pdf"))

pdf = pikepdf.new()
add(pdf, WHOLE + b"BT 3 Tr /F1 10 Tf 72 720 Td (wrong text of the scanner) Tj ET\n", images={"Im0": scan(pdf)}, fonts=True)
pdf.save(out("searchable.pdf"))

pdf = pikepdf.new()
turned = io.BytesIO()
page.rotate(90, expand=True).save(turned, format="JPEG", quality=80)
add(pdf, b"q 841.89 0 0 595.28 0 0 cm /Im0 Do Q\n", box=[0, 0, 841.89, 595.28], rotate=90,
    images={"Im0": image(pdf, turned.getvalue(), "/DCTDecode", page.height, page.width)})
pdf.save(out("rotate-90.pdf"))

pdf = pikepdf.new()
rows, images, content = 6, {}, b""
step = page.height // rows
for row in range(rows):
    low, high = row * step, page.height if row == rows - 1 else (row + 1) * step
    part = io.BytesIO()
    page.crop((0, low, page.width, high)).save(part, format="JPEG", quality=85)
    images["S%d" % row] = image(pdf, part.getvalue(), "/DCTDecode", page.width, high - low)
    scale = 841.89 / page.height
    content += b"q 595.28 0 0 %.4f 0 %.4f cm /S%d Do Q\n" % ((high - low) * scale, 841.89 - high * scale, row)
add(pdf, content, images=images)
pdf.save(out("strips.pdf"))

pdf = pikepdf.new()
coded = io.BytesIO()
page.save(coded, format="JPEG2000", quality_layers=[20])
add(pdf, WHOLE, images={"Im0": image(pdf, coded.getvalue(), "/JPXDecode", page.width, page.height)})
pdf.save(out("jpx.pdf"))

# A signature dictionary with everything but a signature: enough to be left alone.
pdf = pikepdf.new()
add(pdf, WHOLE, images={"Im0": scan(pdf)})
signature = pdf.make_indirect(pikepdf.Dictionary(
    Type=pikepdf.Name.Sig, Filter=pikepdf.Name("/Adobe.PPKLite"), SubFilter=pikepdf.Name("/ETSI.CAdES.detached"),
    ByteRange=[0, 1, 2, 3], Contents=pikepdf.String("0" * 64)))
field = pdf.make_indirect(pikepdf.Dictionary(
    FT=pikepdf.Name.Sig, T="S", V=signature, Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, Rect=[0, 0, 0, 0]))
pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)
pdf.save(out("signed.pdf"), object_stream_mode=pikepdf.ObjectStreamMode.disable)

# --- hostile
def ifd(entries, following):
    data = struct.pack("<H", len(entries))
    for tag, kind, count, value in entries:
        data += struct.pack("<HHII", tag, kind, count, value)
    return data + struct.pack("<I", following)


def entries(width, height, strip=8, bytes=1, compression=1):
    return [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, compression), (262, 3, 1, 1),
            (273, 4, 1, strip), (277, 3, 1, 1), (278, 4, 1, height), (279, 4, 1, bytes)]


def write(name, data):
    with open(out(name), "wb") as file:
        file.write(data)


head = b"II*\0" + struct.pack("<I", 16) + b"\0" * 8
write("ifd-loop.tif", head + ifd(entries(1, 1), 16))
size = len(ifd(entries(1, 1), 0))
write("ifd-ring.tif", head + ifd(entries(1, 1), 16 + size) + ifd(entries(1, 1), 16))
write("many-pages.tif", head + b"".join(
    ifd(entries(1, 1), 16 + size * (number + 1) if number < 9999 else 0) for number in range(10000)))
write("huge.tif", head + ifd(entries(4000000, 4000000), 0))
write("bomb.tif", head + ifd(entries(8000, 8000, strip=16 + size, bytes=64, compression=8), 0) + zlib.compress(b"\0" * 64)[:64].ljust(64, b"\0"))
write("outside.tif", head + ifd(entries(100, 100, strip=0x7FFFFFF0, bytes=0x7FFFFFF0), 0))
pdf = pikepdf.new()
for _ in range(10000):
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Page, MediaBox=A4, Resources=pikepdf.Dictionary()))))
pdf.save(out("many-pages.pdf"))
pdf = pikepdf.new()
add(pdf, WHOLE, images={"Im0": scan(pdf)}, box=[0, 0, 20000000, 20000000])
add(pdf, WORDS, fonts=True, box=[0, 0, 20000000, 20000000])
pdf.save(out("huge-page.pdf"))
pdf = pikepdf.new()
add(pdf, WHOLE, images={"Im0": scan(pdf)})
add(pdf, b"q 1 0 0 1 0 0 cm\n" * 400000 + WORDS, fonts=True)
pdf.save(out("endless-content.pdf"))
