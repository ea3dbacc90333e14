import { useFormatter, useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { Certificate } from '#lib/core/network/certificate.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';

type Expiry = 'valid' | 'soon' | 'expired';

export interface SystemNetworkProps {
  /** The public URL, where other machines reach the console; null if only this machine does. */
  publicUrl: string | null;
  /** Null if there is none, or if a proxy has it. */
  certificate: { certificate: Certificate; expiry: Expiry } | { problem: { code: string; params: object } } | null;
  /** The certificate that the server presents, which may be older than the one in the files. */
  served: { certificate: Certificate; expiry: Expiry } | null;
}

const TONES = { valid: 'success', soon: 'warning', expired: 'error' } as const;

/** Who can reach the console, and its certificate. */
export function SystemNetwork({ publicUrl, certificate, served }: SystemNetworkProps) {
  const t = useTranslations('settings.system.network');
  return (
    <Region title={t('title')}>
      <Facts labels="wide">
        <Fact label={t('reachable')}>{publicUrl ?? t('local')}</Fact>
        {publicUrl !== null && certificate === null && <Fact label={t('encryption')}>{t('proxy')}</Fact>}
        {certificate !== null && <CertificateFacts state={certificate} />}
        {served !== null && differs(served, certificate) && <ValidUntil label={t('servedUntil')} {...served} />}
      </Facts>
    </Region>
  );
}

function CertificateFacts({ state }: { state: NonNullable<SystemNetworkProps['certificate']> }) {
  const t = useTranslations('settings.system.network');
  const errors = useTranslations('errors');
  const format = useFormatter();
  if ('problem' in state) {
    const { code, params } = state.problem;
    return (
      <Fact label={t('certificate')}>
        <span className="grid justify-items-start gap-1.5">
          <Badge plain tone="error">
            {t('unusable')}
          </Badge>
          {errors(code as never, params as never)}
        </span>
      </Fact>
    );
  }
  const { certificate, expiry } = state;
  return (
    <>
      <Fact label={t('certificate')}>{format.list(certificate.names, LIST_FORMAT)}</Fact>
      <ValidUntil label={t('validUntil')} certificate={certificate} expiry={expiry} />
    </>
  );
}

interface ValidUntilProps {
  readonly label: string;
  readonly certificate: Certificate;
  readonly expiry: Expiry;
}

function ValidUntil({ label, certificate, expiry }: ValidUntilProps) {
  const t = useTranslations('settings.system.network');
  return (
    <Fact label={label}>
      <span className="flex flex-wrap items-center gap-x-3">
        <Time value={certificate.validUntil} shape="second" />
        <Badge plain tone={TONES[expiry]}>
          {t(expiry)}
        </Badge>
      </span>
    </Fact>
  );
}

function differs(served: { certificate: Certificate }, inFiles: SystemNetworkProps['certificate']): boolean {
  if (inFiles === null || 'problem' in inFiles) return true;
  return served.certificate.validUntil !== inFiles.certificate.validUntil;
}
