import { build, staleParts } from './build.js';
import { ensureInstalled } from './ensure-installed.js';

/**
 * Makes a clone ready to run: installs what is missing and builds what changed, each only when needed. Takes well under
 * 100 ms when there is nothing to do. Everything it says goes to standard error: standard output belongs to the command.
 * @param {{ web: boolean }} wanted
 */
export async function prepare({ web }) {
  const stale = staleParts({ web });
  // What is built runs without the tools that build it, so an image may leave them out.
  await ensureInstalled({ withBuildTools: stale.length > 0 });
  if (stale.length > 0) await build(stale);
}
