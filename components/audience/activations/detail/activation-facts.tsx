import { useTranslations } from 'next-intl';
import { ConnectorName } from '#components/connector/connector-name.tsx';
import { authenticationPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import type { ShownActivation } from './shown-activation.ts';

/** The service, the authentication and the parameters of an activation. */
export function ActivationFacts({ activation }: { activation: ShownActivation }) {
  const t = useTranslations('jobs.facts');
  const { authentication, account, isTest, skipsInvalid } = activation;
  const onOff = (on: boolean) => t(on ? 'on' : 'off');
  return (
    <Facts labels="wide">
      <Fact label={t('type')}>
        <ConnectorName type={authentication.connector} />
        {authentication.target === 'sandbox' && <> ({t('sandbox')})</>}
      </Fact>
      <Fact label={t('authentication')}>
        <Link href={authenticationPath(authentication.id)}>{authentication.name}</Link>
      </Fact>
      <Fact label={t('account')}>
        <span className="tabular-nums">{account}</span>
      </Fact>
      <Fact label={t('testEvent')}>{onOff(isTest)}</Fact>
      <Fact label={t('skipInvalid')}>{onOff(skipsInvalid)}</Fact>
    </Facts>
  );
}
