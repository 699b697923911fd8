import type { ClassField } from '../domain/class-field.ts';
import { defaultClassFields } from './class-fields.ts';
import { definitions } from './definitions.ts';
import type { Node } from './setting.ts';

/** The text of docs/configuration.md, made of the definitions. */
export function renderConfigurationDoc(): string {
  const sections: string[] = [];
  const top: string[] = [];
  for (const [key, node] of Object.entries((definitions as Extract<Node, { kind: 'section' }>).fields)) {
    if (node.kind === 'setting') top.push(row(key, node));
    else {
      const rows = Object.entries(node.fields).map(([name, field]) =>
        field.kind === 'setting' ? row(`${key}.${name}`, field) : '',
      );
      sections.push(`## ${key}\n\n${node.doc}\n\n${table(rows)}`);
    }
  }
  return [
    '# Configuration',
    '',
    'Made from `src/config/definitions.ts` by `npm run docs`; do not edit by hand.',
    '',
    'A setting is looked for on the command line, then in the environment, then in the file that `--config FILE` names (YAML, keys as below, sections indented), then the default is taken. What cannot be used is refused at start, with the setting named. An empty environment variable counts as not set. Lists are written with commas in the environment and as YAML lists in the file.',
    '',
    '```yaml',
    'port: 8080',
    'company:',
    '  names: [Stadtwerke Beispiel GmbH]',
    '  street: Am Markt',
    '  houseNumber: "1"',
    '  postcode: "12345"',
    '  city: Beispielstadt',
    '  state: BE',
    'ocr:',
    '  workers: 4',
    '```',
    '',
    '## General',
    '',
    table(top),
    '',
    sections.join('\n\n'),
    '',
    fieldsOfClasses(),
    '',
  ].join('\n');
}

/** Who asks for which field, class by class. */
function fieldsOfClasses(): string {
  const mark: Readonly<Record<ClassField['ask'], string>> = { never: '', doubtful: ' ?', missing: ' !' };
  const rows = Object.entries(defaultClassFields).map(([key, fields]) => {
    const names = fields.map(({ name, isRequired, ask, isSingle }) => {
      const shown = isRequired ? `**${name}**` : name;
      return `${shown}${isSingle ? ' (one)' : ''}${mark[ask]}`;
    });
    return `| \`${key}\` | ${names.join(', ')} |`;
  });
  return [
    '## Fields of the classes that ship',
    '',
    'Every document has senderName, senderAddress and date besides. **Bold** is required, (one) has a single value, ? asks a person when the value is doubtful, ! also when it is missing.',
    '',
    '| class | fields |',
    '|---|---|',
    ...rows,
  ].join('\n');
}

function row(path: string, node: Extract<Node, { kind: 'setting' }>): string {
  const cells = [
    `\`${path}\``,
    node.env.map((name) => `\`${name}\``).join(', '),
    node.fallbackText,
    node.expects,
    node.doc,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('<', '&lt;')).join(' | ')} |`;
}

function table(rows: readonly string[]): string {
  return ['| setting | environment | default | may be | meaning |', '|---|---|---|---|---|', ...rows].join('\n');
}
