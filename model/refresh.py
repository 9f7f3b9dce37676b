#!/usr/bin/env python3
"""Takes the service models from an installed botocore into services/.

Documentation is dropped. What we have and botocore lacks is kept: the operations on user
sessions stand in no botocore yet, and the shapes they need come along.
Usage: refresh.py [botocore data folder]
"""
import gzip
import json
import pathlib
import sys

SERVICES = ["cognito-idp", "cognito-identity", "cognito-sync", "sts", "iam"]
HERE = pathlib.Path(__file__).parent / "services"


def data_folder():
    if len(sys.argv) > 1:
        return pathlib.Path(sys.argv[1])
    import botocore

    return pathlib.Path(botocore.__file__).parent / "data"


def load(folder, service):
    newest = max(each for each in (folder / service).iterdir() if each.is_dir())
    packed = newest / "service-2.json.gz"
    if packed.exists():
        return json.loads(gzip.decompress(packed.read_bytes()))
    return json.loads((newest / "service-2.json").read_text())


def stripped(value, names=False):
    """The value without documentation; below `members` and `shapes` keys are names and stay."""
    if isinstance(value, dict):
        kept = {key: each for key, each in value.items() if names or key != "documentation"}
        return {
            key: stripped(each, not names and key in ("members", "shapes", "operations"))
            for key, each in kept.items()
        }
    return [stripped(each) for each in value] if isinstance(value, list) else value


def merged(new, old):
    """The new model, with operations and shapes only the old one has."""
    for part in ("operations", "shapes"):
        for name, value in old[part].items():
            if name not in new[part]:
                print(f"kept: {name}")
                new[part][name] = value
    return {"version": new["version"], **{part: new[part] for part in ("metadata", "operations", "shapes")}}


for service in SERVICES:
    target = HERE / f"{service}.json"
    old = json.loads(target.read_text())
    model = merged(stripped(load(data_folder(), service)), old)
    target.write_text(json.dumps(model, indent=1, ensure_ascii=False) + "\n")
    print(f"{service}: {len(model['operations'])} operations, {len(model['shapes'])} shapes")
