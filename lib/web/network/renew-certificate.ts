import type { Server as TlsServer } from 'node:https';
import {
  type CertificateFiles,
  type CertificatePair,
  certificateVersion,
  readCertificate,
} from '../../adapters/tls/certificate.ts';
import { shellErrorText } from '../../commands/error-text.ts';
import { UserError } from '../../core/errors.ts';
import { type Certificate, daysUntil, expiryOf } from '../../core/network/certificate.ts';

export interface RenewOptions {
  readonly files: CertificateFiles;
  readonly now: () => number;
  /** Called with each certificate that new connections get from then on. */
  readonly onServed?: (certificate: Certificate) => void;
  readonly log: { info(facts: object, message: string): void; warn(facts: object, message: string): void };
}

const CHECK_MS = 5000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Checks the files regularly, until the server closes. */
export function watchCertificate(server: TlsServer, renewal: CertificateRenewal): void {
  const timer = setInterval(() => renewal.check(server), CHECK_MS).unref();
  server.once('close', () => clearInterval(timer));
}

/**
 * Gives a server a renewed certificate, for new connections. A broken certificate is logged, and the old one stays in
 * use.
 */
export class CertificateRenewal {
  readonly #options: RenewOptions;
  readonly first: CertificatePair;
  #current: Certificate;
  /** The version of the files that was read last. */
  #readVersion: string | undefined;
  /** The version at the last check. Files are read when two checks in a row find the same new version. */
  #seenVersion: string | undefined;
  #warnedAt = Number.NEGATIVE_INFINITY;

  /** Throws like `readCertificate`. */
  constructor(options: RenewOptions) {
    this.#options = options;
    this.#readVersion = certificateVersion(options.files);
    this.first = readCertificate(options.files);
    this.#current = this.first.certificate;
    options.onServed?.(this.#current);
    this.#warnOfExpiry();
  }

  check(server: Pick<TlsServer, 'setSecureContext'>): void {
    const version = certificateVersion(this.#options.files);
    const isSettled = version === this.#seenVersion;
    this.#seenVersion = version;
    if (isSettled && version !== this.#readVersion) this.#renew(server, version);
    this.#warnOfExpiry();
  }

  #renew(server: Pick<TlsServer, 'setSecureContext'>, version: string | undefined): void {
    const { files, log, onServed } = this.#options;
    this.#readVersion = version;
    try {
      const { cert, key, certificate } = readCertificate(files);
      server.setSecureContext({ cert, key, minVersion: 'TLSv1.2' });
      this.#current = certificate;
      onServed?.(certificate);
      this.#warnedAt = Number.NEGATIVE_INFINITY;
      log.info(factsOf(certificate), 'renewed certificate in use');
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const problem = shellErrorText(error.code, error.params);
      log.warn({ problem }, 'new certificate not usable; the console keeps the previous one');
    }
  }

  /** Logs a warning at most once a day. */
  #warnOfExpiry(): void {
    const now = this.#options.now();
    const expiry = expiryOf(this.#current, now);
    if (expiry === 'valid' || now - this.#warnedAt < DAY_MS) return;
    this.#warnedAt = now;
    const facts = { ...factsOf(this.#current), days: daysUntil(this.#current.validUntil, now) };
    this.#options.log.warn(facts, expiry === 'soon' ? 'certificate expires soon: renew it' : 'certificate has expired');
  }
}

function factsOf({ names, validUntil }: Certificate) {
  return { names, validUntil: new Date(validUntil).toISOString() };
}
