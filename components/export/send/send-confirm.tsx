import { CircleCheck } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { AuthenticationChoice, CustomBaseUrl, SendValues } from '#components/export-settings/send-form.ts';
import type { Repeats } from '#components/export-steps/use-repeats.ts';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { TEST_EVENTS, type Trial } from '#lib/core/export/trial.ts';
import { repeatsOf } from '#lib/core/review/repeats/repeats-view.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { useRepeatsText } from './repeats-found.tsx';
import type { SendKind, SendPlan } from './send-plan.ts';

/** A way to send that awaits confirmation, with the values of the form. */
export interface PendingSend {
  readonly kind: SendKind;
  readonly values: SendValues;
}

export interface SendConfirmProps {
  pending: PendingSend | null;
  authentication: AuthenticationChoice | undefined;
  service: string;
  file: string;
  /**
   * The base URL to which live and test events are sent instead of to the service. Null if none is set, or if the
   * authentication is for the sandbox. A rehearsal does not use it.
   */
  customBaseUrl: CustomBaseUrl | null;
  /** Undefined if the file was not reviewed. */
  plan: SendPlan | undefined;
  /** Null if the file was not reviewed. */
  repeats: Repeats | null;
  /** Shown if the service rejected none of its events and nothing has changed since. */
  lastTest: Trial | undefined;
  onClose: () => void;
  onConfirm: (pending: PendingSend) => Promise<void>;
}

/** The confirmation before sending: the number of events, their destination, and what is left out. */
export function SendConfirm({ pending, onClose, onConfirm, ...props }: SendConfirmProps) {
  const t = useTranslations('exports.send.confirm');
  // The dialog keeps its content while it closes.
  const [shown, setShown] = useState(pending);
  if (pending !== null && pending !== shown) setShown(pending);
  const { kind = 'send' } = shown ?? {};
  const { service, plan, lastTest, authentication } = props;
  const textKey = kind === 'test' && authentication?.target === 'sandbox' ? 'sandboxTest' : kind;
  // The texts name no number for -1.
  const params = { count: countOf(kind, plan) ?? -1, service };
  const confirm = async () => {
    if (pending) await onConfirm(pending);
    onClose();
  };
  return (
    <ConfirmDialog
      open={pending !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t(`${textKey}.title`, params)}
      confirmLabel={t(`${textKey}.action`, params)}
      onConfirm={confirm}
    >
      <p>{t(`${textKey}.text`, params)}</p>
      {shown && <SendFacts pending={shown} {...props} />}
      {kind === 'send' && lastTest && isCurrentSuccess(lastTest) && (
        <p className="flex items-center gap-2 text-sm text-success">
          <CircleCheck aria-hidden className="size-4 flex-none" />
          <span>
            {t('tested', { count: lastTest.records.accepted })}{' '}
            <Time value={lastTest.endedAt ?? lastTest.createdAt} shape="timeToMinute" />
          </span>
        </p>
      )}
    </ConfirmDialog>
  );
}

function isCurrentSuccess({ state, records, isSandbox, isOutdated }: Trial): boolean {
  return state === 'success' && records.rejected === 0 && !isSandbox && !isOutdated;
}

/** How many events are sent; undefined if that is not known. */
function countOf(kind: SendKind, plan: SendPlan | undefined): number | undefined {
  if (kind === 'send') return plan?.sent;
  if (kind === 'rehearsal') return plan?.rehearsed;
  return plan?.rehearsed === undefined ? TEST_EVENTS : Math.min(TEST_EVENTS, plan.rehearsed);
}

type SendFactsProps = Omit<SendConfirmProps, 'pending' | 'onClose' | 'onConfirm' | 'lastTest'> & {
  pending: PendingSend;
};

function SendFacts({
  pending: { kind, values },
  authentication,
  service,
  file,
  customBaseUrl,
  plan,
  repeats,
}: SendFactsProps) {
  const repeatsText = useRepeatsText();
  const { repeats: choice = 'keep' } = values;
  const mayHaveRepeats = repeats !== null && (repeats?.state !== 'ready' || repeatsOf(repeats) > 0);
  const t = useTranslations('exports.send.confirm');
  const b = (chunks: ReactNode) => <b className="text-text">{chunks}</b>;
  const account = values.parameters.ad_account_id;
  const isSandbox = kind === 'rehearsal' || authentication?.target === 'sandbox';
  const liveTarget = kind === 'test' ? 'test' : 'live';
  const target = isSandbox ? 'sandbox' : liveTarget;
  return (
    <Facts labels="narrow" className="pt-2 text-text">
      <Fact label={t('account')}>
        {kind === 'rehearsal' || !authentication
          ? t.rich('accountOf', { b, account })
          : t.rich('accountWith', { b, account, authentication: authentication.name })}
      </Fact>
      <Fact label={t('target')}>
        {t(`targets.${target}`, { service })}
        {customBaseUrl && !isSandbox && <> {t.rich('customBaseUrl', { b, baseUrl: customBaseUrl.baseUrl })}</>}
      </Fact>
      <Fact label={t('file')}>{file}</Fact>
      {kind !== 'test' && plan && (
        <Fact label={t('leftOut')}>
          <NotSent kind={kind} plan={plan} values={values} />
        </Fact>
      )}
      {kind !== 'test' && mayHaveRepeats && (
        <Fact label={t('repeats')}>
          {repeatsText(repeats)} {t(`repeatsSent.${choice}`)}
        </Fact>
      )}
      {kind !== 'test' && !values.parameters.skip_invalid_record && (
        <Fact label={t('invalid')}>{t('invalidStops')}</Fact>
      )}
    </Facts>
  );
}

/** The records that are not sent, by reason. */
function NotSent({ kind, plan, values }: { kind: SendKind; plan: SendPlan; values: SendValues }) {
  const t = useTranslations('exports.send.confirm.reasons');
  const format = useFormatter();
  const reasons = [
    ['repeats', plan.repeatsLeftOut],
    ['byHand', plan.leftOut],
    ['invalid', values.parameters.skip_invalid_record ? plan.invalid : 0],
    ['before', kind === 'send' ? plan.acceptedBefore : 0],
  ] as const;
  const texts = reasons.flatMap(([reason, count]) => {
    if (count === undefined) return [t('repeatsUnknown')];
    return count > 0 ? [t(reason, { count })] : [];
  });
  return texts.length === 0 ? t('none') : format.list(texts, LIST_FORMAT);
}
