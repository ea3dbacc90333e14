import { useTranslations } from 'next-intl';
import { useCodeText } from '#components/http/use-code-text.ts';
import { type ListedActivation, statusOf } from './listed-activation.ts';

/** Why an activation cannot run as it is. A missing build is not shown here, but once for the whole parent segment. */
export function ActivationProblem({ activation }: { activation: ListedActivation }) {
  const t = useTranslations('activations');
  const textOf = useCodeText('errors');
  const status = statusOf(activation);
  if (status === 'token') return t('tokenRefused', { name: activation.authentication.name });
  if (status !== 'problem' || activation.problem === null) return null;
  const { code, params, isOfSegment } = activation.problem;
  const text = textOf(code, params);
  return isOfSegment ? t('ofSegment', { name: activation.segment.name, text }) : text;
}
