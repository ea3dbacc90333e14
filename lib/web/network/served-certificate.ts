import type { Certificate } from '../../core/network/certificate.ts';

/** Next loads pages and handlers as separate module instances, so only globals are shared with the server. */
const shared = globalThis as { consoleCertificate?: Certificate };

/** Stores the certificate that new connections get. */
export function rememberServedCertificate(certificate: Certificate): void {
  shared.consoleCertificate = certificate;
}

/** The certificate that new connections get; undefined if the console does not speak TLS itself. */
export function servedCertificate(): Certificate | undefined {
  return shared.consoleCertificate;
}
