import { MailroomError } from '../src/domain/errors.ts';

export interface S3Address {
  readonly host: string;
  readonly port: number | null;
  readonly isTls: boolean;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly bucket: string;
  /** Ends with a slash, or is empty. */
  readonly prefix: string;
  readonly region: string;
}

/**
 * Reads `s3://KEY:SECRET@host:port/bucket?tls=…&region=…&prefix=…`. Keys are percent-encoded where they need it. Without
 * `tls` the connection is encrypted, except to a host in the same machine or compose network (no dot in its name).
 */
export function parseS3Address(text: string): S3Address {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw invalid('it is no address');
  }
  if (url.protocol !== 's3:') throw invalid('it does not begin with s3://');
  if (url.username === '' || url.password === '') throw invalid('key and secret are missing');
  const bucket = url.pathname.replace(/^\/+|\/+$/g, '');
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    throw invalid('the bucket is missing or its name is not allowed');
  const prefix = (url.searchParams.get('prefix') ?? '').replace(/^\/+|\/+$/g, '');
  return {
    host: url.hostname,
    port: url.port === '' ? null : Number(url.port),
    isTls: readTls(url),
    accessKey: decodeURIComponent(url.username),
    secretKey: decodeURIComponent(url.password),
    bucket,
    prefix: prefix === '' ? '' : `${prefix}/`,
    region: url.searchParams.get('region') ?? 'us-east-1',
  };
}

function readTls(url: URL): boolean {
  const value = url.searchParams.get('tls') ?? url.searchParams.get('ssl') ?? url.searchParams.get('secure');
  if (value !== null) {
    if (['true', '1', 'yes'].includes(value)) return true;
    if (['false', '0', 'no'].includes(value)) return false;
    throw invalid('tls must be true or false');
  }
  const isNear = url.hostname === '127.0.0.1' || url.hostname === '[::1]' || !url.hostname.includes('.');
  return !isNear;
}

/** The address itself never stands in a message: it holds the secret. */
function invalid(reason: string): MailroomError {
  return new MailroomError(
    'config.invalid',
    `OBJECT_STORE_URL cannot be used: ${reason}. Write it as s3://KEY:SECRET@host:port/bucket?tls=true.`,
  );
}
