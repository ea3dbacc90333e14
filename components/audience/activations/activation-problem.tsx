import { useTranslations } from 'next-intl';
import { useCodeText } from '#components/http/use-code-text.ts';
import { type ListedActivation, statusOf } from './listed-activation.ts';

/** Why an activation cannot run as it is. That there is no build is said once, for all of a parent segment. */
export function ActivationProblem({ activation }: { activation: ListedActivation }) {
  const t = useTranslations('activations');
  const textOf = useCodeText('errors');
  const status = statusOf(activation);
  if (status === 'token') return t('tokenRefused', { name: activation.authentication.name });
  if (status !== 'problem' || activation.problem === null) return null;
  return textOf(activation.problem.code, activation.problem.params);
}
