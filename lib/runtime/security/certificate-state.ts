import { readCertificate } from '../../adapters/tls/certificate.ts';
import { UserError } from '../../core/errors.ts';
import type { IssueParams } from '../../core/issue.ts';
import { type Certificate, expiryOf } from '../../core/network/certificate.ts';
import type { Env } from '../../env.ts';

/**
 * The certificate in the console's files, or why it cannot be used. In that case, a running console keeps its previous
 * certificate.
 */
export type CertificateState =
  | { readonly certificate: Certificate; readonly expiry: ReturnType<typeof expiryOf> }
  | { readonly problem: { readonly code: string; readonly params: IssueParams } };

/** Null if the console does not speak TLS itself. */
export function certificateState({ tls }: Pick<Env, 'tls'>, now: number): CertificateState | null {
  if (tls === undefined) return null;
  try {
    const { certificate } = readCertificate(tls);
    return { certificate, expiry: expiryOf(certificate, now) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { problem: { code: error.code, params: error.params } };
  }
}
