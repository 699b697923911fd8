/**
 * Lets a forked Node program run straight from the TypeScript sources: `node --import ./scripts/typescript-hook.js child.ts`.
 * Used only when the parent itself runs from the sources (tests, benches); the built product forks plain JavaScript.
 * Node 20 cannot strip types; the `typescript` package can, and the results are kept in node_modules/.cache by content,
 * so a second child starts without loading the compiler.
 */
import { register } from 'node:module';

if (import.meta.url.endsWith('?hooks') === false) register(`${import.meta.url}?hooks`);

/** @type {import('node:module').LoadHook} */
export async function load(url, context, nextLoad) {
  if (!url.startsWith('file:') || !url.endsWith('.ts') || url.includes('/node_modules/')) return nextLoad(url, context);
  const { readFile } = await import('node:fs/promises');
  const source = await readFile(new URL(url), 'utf8');
  return { format: 'module', source: await stripTypes(source, url), shortCircuit: true };
}

async function stripTypes(source, url) {
  const { createHash } = await import('node:crypto');
  const { mkdir, readFile, rename, writeFile } = await import('node:fs/promises');
  const folder = new URL('../node_modules/.cache/mailroom-typescript/', import.meta.url);
  const kept = new URL(`${createHash('sha256').update(source).digest('hex')}.js`, folder);
  try {
    return await readFile(kept, 'utf8');
  } catch {
    const { default: typescript } = await import('typescript');
    const { outputText } = typescript.transpileModule(source, {
      fileName: url,
      compilerOptions: {
        target: typescript.ScriptTarget.ES2023,
        module: typescript.ModuleKind.ESNext,
        verbatimModuleSyntax: true,
      },
    });
    await mkdir(folder, { recursive: true });
    const temporary = new URL(`${kept.href}.${process.pid}`);
    await writeFile(temporary, outputText);
    await rename(temporary, kept);
    return outputText;
  }
}
