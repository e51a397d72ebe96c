# Puts node and npm into /tools/node, from the npm registry's archives. Runs in a hardened container
# with sh -eu. Arguments: registry, then name, version and SHA-512 (hexadecimal) of node and of npm.
registry=${1%/}
fetch() {
  mkdir -p /tools/.fetch "$4"
  curl -fsS --retry 2 --connect-timeout 15 -o /tools/.fetch/archive.tgz "$registry/$1/-/$1-$2.tgz"
  echo "$3  /tools/.fetch/archive.tgz" | sha512sum --check --quiet -
  tar -xzf /tools/.fetch/archive.tgz -C "$4" --strip-components=1 --no-same-owner
  rm -rf /tools/.fetch
}
fetch "$2" "$3" "$4" /tools/node
fetch "$5" "$6" "$7" /tools/node/lib/node_modules/npm
rm -rf /tools/node/share /tools/node/CHANGELOG.md /tools/node/lib/node_modules/npm/man
chmod 0755 /tools/node/bin/node
ln -sf ../lib/node_modules/npm/bin/npm-cli.js /tools/node/bin/npm
ln -sf ../lib/node_modules/npm/bin/npx-cli.js /tools/node/bin/npx
chmod 0755 /tools/node/lib/node_modules/npm/bin/npm-cli.js /tools/node/lib/node_modules/npm/bin/npx-cli.js
/tools/node/bin/node --version
PATH=/tools/node/bin:$PATH npm --version
