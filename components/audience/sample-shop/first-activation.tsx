import { useTranslations } from 'next-intl';
import { AUDIENCE_HELP } from '#components/paths.ts';
import { linkTo } from '#components/ui/text/prose.tsx';
import { type LoadSampleShop, SampleShopButton } from './sample-shop-button.tsx';

/** Leads people without activations to a first one, as the first steps lead to a first file. */
export function FirstActivation({ load }: { load: LoadSampleShop }) {
  const t = useTranslations('sample-shop');
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 border-border border-t pt-5">
      <div className="wide:max-w-[75ch] text-text-muted">
        <h3 className="font-semibold text-base text-text tracking-normal">{t('home.title')}</h3>
        <p className="text-pretty text-xs">{t.rich('home.text', { a: linkTo(AUDIENCE_HELP) })}</p>
      </div>
      <SampleShopButton load={load} size="sm">
        {t('home.load')}
      </SampleShopButton>
    </div>
  );
}
