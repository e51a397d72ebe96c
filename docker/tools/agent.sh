# Installs one agent into /tools/NAME by npm. Runs in a hardened container with sh -eu.
# Arguments: name, package, version, packages whose install scripts may run (comma between, or
# empty), then patterns below lib/node_modules of what is fetched and never used.
name=$1 package=$2 version=$3 scripts=$4
shift 4
PATH=/tools/node/bin:$PATH
# Install scripts try what they installed, and that wants a HOME that it can write.
export HOME=/tmp/home npm_config_cache=/tools/.cache npm_config_update_notifier=false
mkdir -p "$HOME"
if [ -n "$scripts" ]; then allow="--allow-scripts=$scripts"; else allow=--ignore-scripts; fi
npm install --global --prefix "/tools/$name" --no-audit --no-fund --loglevel=error "$allow" \
  "$package@$version" </dev/null
cd "/tools/$name/lib/node_modules"
for pattern in "$@"; do rm -rf $pattern; done
rm -rf /tools/.cache
