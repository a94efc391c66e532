#!/bin/sh
# Builds the image and saves it. Needs Docker; looking at image.tar does not.
set -eu
cd "$(dirname "$0")"
docker build --tag saved-image:1.0.0 .
docker save --output image.tar saved-image:1.0.0
