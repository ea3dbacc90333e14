import { useTranslations } from 'next-intl';
import { AUDIENCE_HELP } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { type LoadSampleShop, SampleShopButton } from './sample-shop-button.tsx';

/** Offers sample data while there are no parent segments, and says what it adds. */
export function SampleShopOffer({ load }: { load: LoadSampleShop }) {
  const t = useTranslations('sample-shop');
  return (
    <div className="grid justify-items-center gap-2.5">
      <div className="flex flex-wrap justify-center gap-2">
        <SampleShopButton load={load} />
        <ButtonLink variant="quiet" href={AUDIENCE_HELP}>
          {t('help')}
        </ButtonLink>
      </div>
      <p className="max-w-[46ch] text-balance text-center text-text-muted text-xs">{t('note')}</p>
    </div>
  );
}
