import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../config/package-root.ts';

export interface Program {
  readonly path: URL;
  readonly execArgv: readonly string[];
}

/** How to fork a child: compiled JavaScript from `dist/`, or the TypeScript source through the hook when run by tests. */
export function programAt(path: URL): Program {
  const hook = pathToFileURL(join(packageRoot, 'scripts', 'typescript-hook.js')).href;
  return { path, execArgv: path.pathname.endsWith('.ts') ? ['--import', hook] : [] };
}

export const workshopProgram: Program = programAt(
  new URL(`./child/main${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
);
