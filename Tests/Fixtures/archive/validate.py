"""Validates every metadata file of a package: METS and EAD against the schemas in the package itself, PREMIS against the official
schema, which packages do not carry; asks no network."""
import sys
import tempfile
import zipfile
from pathlib import Path

from lxml import etree


def schema(path):
    return etree.XMLSchema(etree.parse(str(path), etree.XMLParser(no_network=True)))


with tempfile.TemporaryDirectory() as folder:
    with zipfile.ZipFile(sys.argv[1]) as package:
        package.extractall(folder)
    root = next(Path(folder).iterdir())
    mets = schema(root / "schemas/mets.xsd")
    jobs = [(root / "METS.xml", mets), (root / "representations/rep1/METS.xml", mets)]
    jobs.append((root / "metadata/descriptive/EAD.xml", schema(root / "schemas/ead.xsd")))
    document = schema(root / "schemas/ead_doc.xsd")
    jobs += [(path, document) for path in sorted(root.glob("representations/rep1/metadata/descriptive/*.xml"))]
    premis = sorted(root.glob("**/metadata/preservation/*.xml"))
    if premis:
        official = schema(next(Path(f"{sys.prefix}-premis").glob("lib/*/site-packages/a3m/client/assets/premis/premis.xsd")))
        jobs += [(path, official) for path in premis]
    faults = []
    for path, judge in jobs:
        if not judge.validate(etree.parse(str(path))):
            faults.append(f"{path.relative_to(root)}: {judge.error_log.last_error}")
    print("\n".join(faults) if faults else f"valid {len(jobs)}")
