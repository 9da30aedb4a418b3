"""Runs eark-validator without a network: at its start it fetches four vocabularies that it carries itself."""
import sys
import urllib.request
from importlib.util import find_spec
from pathlib import Path

folder = Path(find_spec("eark_validator").submodule_search_locations[0]) / "ipxml/resources/vocabs"
urllib.request.urlopen = lambda address: (folder / address.rsplit("/", 1)[1]).open("rb")

from eark_validator.cli.app import main  # noqa: E402

sys.exit(main())
