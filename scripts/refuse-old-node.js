// Written so that any Node that knows modules can read it, and say that it is too old. Of the versions between, some
// libraries leave out those that are no longer maintained.
const [major, minor] = process.versions.node.split('.').map(Number);
const isSupported = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24;

if (!isSupported) {
  process.stderr.write(
    `Mailroom needs Node 20.19 or newer (of Node 22: 22.13); this is Node ${process.versions.node}. Get a current one from https://nodejs.org.\n`,
  );
  process.exit(1);
}
