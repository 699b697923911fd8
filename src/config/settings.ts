import { dirname, resolve } from 'node:path';
import type { Company } from '../domain/company.ts';
import { MailroomError } from '../domain/errors.ts';
import type { Limits } from '../domain/limits.ts';
import { definitions } from './definitions.ts';
import { readConfigFile } from './read-config-file.ts';
import type { Node, Setting, ValueOf } from './setting.ts';

type Configured = ValueOf<typeof definitions>;

/** All settings, checked and complete. */
export interface Settings extends Configured {
  /** Absolute. */
  readonly dataDir: string;
  readonly limits: Limits;
  readonly company: Company;
  /** Whether a company of its own was configured, so that this is no demo. */
  readonly isCompanyConfigured: boolean;
  /** `demo` decided. */
  readonly isDemo: boolean;
}

export interface SettingSources {
  /** YAML. */
  readonly configFile?: string | undefined;
  readonly dataDir?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** From the command line; stronger than everything else. */
  readonly overrides?: Partial<Pick<Configured, 'mode' | 'host' | 'port' | 'stages'>>;
}

/**
 * Command line before environment before config file before default. Fails with `config.invalid`, naming every setting
 * that is wrong, where it was set and what is expected; a value that may be a secret is never repeated.
 */
export async function loadSettings({ configFile, dataDir, env, overrides = {} }: SettingSources): Promise<Settings> {
  const file = configFile === undefined ? {} : await readConfigFile(configFile, definitions);
  const problems: string[] = [];
  const given = new Set<string>();

  const gather = (node: Node, path: readonly string[], raw: unknown): unknown => {
    const below = typeof raw === 'object' && raw !== null ? (raw as Readonly<Record<string, unknown>>) : {};
    if (node.kind === 'section') {
      return Object.fromEntries(
        Object.entries(node.fields).map(([key, field]) => [key, gather(field, [...path, key], below[key])]),
      );
    }
    const chosen = choose(node, env, raw, path.join('.'), configFile);
    if (chosen === null) return node.fallback();
    given.add(path.join('.'));
    const parsed = node.schema.safeParse(chosen.value);
    if (parsed.success) return parsed.data;
    problems.push(`${chosen.origin} ${explain(node, chosen.value, parsed.error.issues)}`);
    return node.fallback();
  };

  // Every leaf went through its own schema, so the tree has the shape that the definitions promise.
  const configured = { ...(gather(definitions as Node, [], file) as Configured), ...overrides };
  const company = completeCompany(configured.company, given, problems);
  checkTogether(configured, problems);
  if (problems.length > 0) throw new MailroomError('config.invalid', problems.join('\n'));

  const isDataDirFromFile = given.has('dataDir') && !env.MAILROOM_DATA_DIR && configFile !== undefined;
  const base = isDataDirFromFile ? dirname(resolve(configFile)) : process.cwd();
  const isCompanyConfigured = [...given].some((path) => path.startsWith('company.'));
  return {
    ...configured,
    company,
    dataDir: dataDir === undefined ? resolve(base, configured.dataDir) : resolve(dataDir),
    isCompanyConfigured,
    isDemo:
      configured.demo === 'yes' ||
      (configured.demo === 'auto' && !isCompanyConfigured && configured.databaseUrl === null),
  };
}

function choose(
  setting: Setting<unknown>,
  env: SettingSources['env'],
  raw: unknown,
  path: string,
  configFile: string | undefined,
) {
  for (const name of setting.env) {
    const written = env[name]?.trim();
    if (written) return { origin: name, value: setting.fromText(written) };
  }
  // A key without a value is YAML's null: not set.
  return raw === undefined || raw === null ? null : { origin: `${path} in ${configFile ?? ''}`, value: raw };
}

function explain(
  setting: Setting<unknown>,
  value: unknown,
  issues: readonly { readonly code: string; readonly message: string; readonly path: readonly PropertyKey[] }[],
): string {
  if (setting.isSecret) {
    const reason = issues.find(({ code }) => code === 'custom')?.message ?? 'it is no text';
    return `cannot be used: ${reason}. Expected ${setting.expects}.`;
  }
  // YAML takes 01067 for the number 1067.
  const quotes =
    typeof value === 'number' && issues.some(({ message }) => message.includes('expected string')) ? ', in quotes' : '';
  const [issue] = issues;
  if (typeof value === 'object' && issue !== undefined && (issue.path.length > 1 || issue.code === 'custom')) {
    const place = issue.path.map(String).join('.');
    return `cannot be used${place === '' ? '' : ` at ${place}`}: ${issue.message}. Expected ${setting.expects}.`;
  }
  return `is ${JSON.stringify(value)?.slice(0, 100)}; expected ${setting.expects}${quotes}.`;
}

const requiredOfCompany = ['names', 'street', 'houseNumber', 'postcode', 'city'] as const;

/** A company of one's own never keeps a street, an account or a holiday of the demo company. */
function completeCompany(company: Configured['company'], given: ReadonlySet<string>, problems: string[]): Company {
  if (![...given].some((path) => path.startsWith('company.'))) return company;
  const isGiven = (key: keyof Company) => given.has(`company.${key}`);
  const missing: (keyof Company)[] = requiredOfCompany.filter((key) => !isGiven(key));
  if (company.country === 'DE' && !isGiven('state')) missing.push('state');
  if (company.names.length === 0) missing.push('names');
  if (missing.length > 0)
    problems.push(`The company is configured by half: ${missing.map((key) => `company.${key}`).join(', ')} missing.`);
  if (!isTimeZone(company.timeZone))
    problems.push(`company.timeZone is "${company.timeZone}"; this system knows no such time zone.`);
  return {
    ...company,
    state: isGiven('state') ? company.state : null,
    emails: isGiven('emails') ? company.emails : [],
    phones: isGiven('phones') ? company.phones : [],
    ibans: isGiven('ibans') ? company.ibans : [],
    daysOff: isGiven('daysOff') ? company.daysOff : [],
  };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function checkTogether({ mode, databaseUrl }: Configured, problems: string[]): void {
  if (mode !== 'all' && databaseUrl === null) {
    problems.push(
      `Mode "${mode}" needs DATABASE_URL: an embedded database serves one process only. Set it, or use mode "all".`,
    );
  }
}
