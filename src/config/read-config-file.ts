import { readFile } from 'node:fs/promises';
import { isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { MailroomError } from '../domain/errors.ts';
import type { Node } from './setting.ts';

const bytesMax = 1024 * 1024;

/** Reads a YAML file whose keys are those of `definitions`, and no others. Fails with `config.invalid` and the line. */
export async function readConfigFile(path: string, definitions: Node): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code === 'ENOENT' ? 'does not exist' : `cannot be read (${cause.code})`;
    throw new MailroomError('config.invalid', `The config file ${path} ${reason}. Check --config.`, { cause });
  });
  if (text.length > bytesMax)
    throw new MailroomError('config.invalid', `The config file ${path} is larger than 1 MiB.`);

  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    throw new MailroomError('config.invalid', `${path}, line ${lines.linePos(error.pos[0]).line}: ${error.message}`);
  }
  if (document.contents === null) return {};
  if (!isMap(document.contents)) {
    throw new MailroomError('config.invalid', `${path} must hold "name: value" lines, as in docs/configuration.md.`);
  }
  const problems: string[] = [];
  refuseUnknownKeys(document.contents, definitions, [], (offset, sentence) => {
    problems.push(`${path}, line ${lines.linePos(offset).line}: ${sentence}`);
  });
  if (problems.length > 0) throw new MailroomError('config.invalid', problems.join('\n'));
  try {
    return document.toJS({ maxAliasCount: 0 }) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw new MailroomError('config.invalid', `${path} uses YAML aliases (*name); write the values out.`, { cause });
  }
}

function refuseUnknownKeys(
  map: YAMLMap,
  node: Node,
  path: readonly string[],
  refuse: (offset: number, sentence: string) => void,
): void {
  if (node.kind !== 'section') return;
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const offset = isScalar(key) ? (key.range?.[0] ?? 0) : 0;
    const full = [...path, name].join('.');
    const known = Object.keys(node.fields);
    const field = node.fields[name];
    if (field === undefined || !known.includes(name)) {
      const near = known.find((candidate) => candidate.toLowerCase() === name.toLowerCase().replace(/[-_]/g, ''));
      refuse(
        offset,
        `there is no setting ${full}. ${near ? `Did you mean ${near}?` : `Known here: ${known.join(', ')}.`}`,
      );
    } else if (field.kind === 'section') {
      if (isMap(value)) refuseUnknownKeys(value, field, [...path, name], refuse);
      else if (!isScalar(value) || value.value !== null)
        refuse(offset, `${full} is a section; its settings stand indented below it.`);
    }
  }
}
