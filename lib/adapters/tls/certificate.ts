import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { UserError } from '../../core/errors.ts';
import type { Certificate } from '../../core/network/certificate.ts';

export interface CertificateFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/** Certificate and private key, in PEM. */
export interface CertificatePair {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly certificate: Certificate;
}

/**
 * Reads and checks the files of a certificate. Throws UserError `certificate_unreadable`, `certificate_malformed`,
 * `certificate_key_malformed` or `certificate_key_other`.
 */
export function readCertificate({ certFile, keyFile }: CertificateFiles): CertificatePair {
  const cert = contentOf(certFile);
  const key = contentOf(keyFile);
  const parsed = parseWith('certificate_malformed', certFile, () => new X509Certificate(cert));
  const privateKey = parseWith('certificate_key_malformed', keyFile, () => createPrivateKey(key));
  if (!parsed.checkPrivateKey(privateKey)) throw new UserError('certificate_key_other', { path: certFile, keyFile });
  parseWith('certificate_malformed', certFile, () => createSecureContext({ cert, key }));
  return { cert, key, certificate: certificateOf(parsed) };
}

/** A version of the files, which differs after each change or replacement; undefined while one is inaccessible. */
export function certificateVersion({ certFile, keyFile }: CertificateFiles): string | undefined {
  try {
    const stats = [certFile, keyFile].map((file) => statSync(file, { bigint: true }));
    return stats.map(({ ino, mtimeNs, size }) => `${ino} ${mtimeNs} ${size}`).join('\n');
  } catch {
    return undefined; // reading the files reports why
  }
}

function certificateOf({ subjectAltName, subject, validFromDate, validToDate }: X509Certificate): Certificate {
  const names = (subjectAltName ?? subject)
    .split(/,\s*|\n/)
    .map((name) => name.replace(/^(?:DNS|IP Address|CN)[:=]/, ''));
  return { names, validFrom: validFromDate.getTime(), validUntil: validToDate.getTime() };
}

function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new UserError('certificate_unreadable', { path, reason }, { cause });
  }
}

/** Leaves the parser's message out of the error, because it could quote a private key. */
function parseWith<T>(code: string, path: string, parse: () => T): T {
  try {
    return parse();
  } catch {
    throw new UserError(code, { path });
  }
}
