import { Database, type LucideIcon, Send, Table2, UsersRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Tile } from '#components/ui/surfaces/tile.tsx';
import type { LoadSampleShop } from '../sample-shop/sample-shop-button.tsx';
import { SampleShopOffer } from '../sample-shop/sample-shop-offer.tsx';

const STEPS: readonly (readonly ['master' | 'tables' | 'build', LucideIcon])[] = [
  ['master', Database],
  ['tables', Table2],
  ['build', Send],
];

export function ParentSegmentsEmpty({ loadSampleShop }: { loadSampleShop: LoadSampleShop }) {
  const t = useTranslations('parent-segments');
  return (
    <div className="grid justify-items-center gap-3 wide:pt-24 py-10">
      <Tile size="lg">
        <UsersRound />
      </Tile>
      <h2 className="pt-1 text-center text-lg">{t('empty.title')}</h2>
      <p className="max-w-[40ch] text-balance text-center text-text-muted">{t('empty.text')}</p>
      <ol className="grid w-full max-w-172 wide:grid-cols-3 gap-6 py-4">
        {STEPS.map(([step, Icon]) => (
          <li key={step} className="grid content-start gap-1 border-border border-t pt-4">
            <Icon aria-hidden className="mb-1.5 size-5 text-accent" />
            <b className="font-semibold text-sm">{t(`empty.steps.${step}.title`)}</b>
            <span className="text-text-muted text-xs">{t(`empty.steps.${step}.text`)}</span>
          </li>
        ))}
      </ol>
      <SampleShopOffer load={loadSampleShop} />
    </div>
  );
}
