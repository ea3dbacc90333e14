import { FACET_STYLE, type Facet, FacetContent } from '#components/ui/tables/facet-content.tsx';

export interface ReviewFacet extends Facet {
  onChoose: () => void;
}

export function FacetButton({ facet: { key: _, onChoose, ...content } }: { facet: ReviewFacet }) {
  return (
    <button type="button" aria-pressed={content.isChosen} onClick={onChoose} className={FACET_STYLE}>
      <FacetContent {...content} />
    </button>
  );
}
