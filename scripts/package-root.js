import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export const packageRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`mailroom: ${sentence}\n`);
}

/** Whether `moduleUrl` is the program Node was asked to run. */
export function isProgram(moduleUrl) {
  return process.argv[1] !== undefined && fileURLToPath(moduleUrl) === process.argv[1];
}
