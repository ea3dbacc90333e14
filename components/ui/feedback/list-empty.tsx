import { ButtonLink } from '../buttons/button-link.tsx';
import { EmptyState } from './empty-state.tsx';

export interface ListEmptyProps {
  texts: (key: 'title' | 'text' | 'action' | 'noMatch' | 'noMatchText' | 'clear') => string;
  /** The list without its filter; undefined if there is nothing to list at all. */
  clearHref: string | undefined;
  /** The page that creates the first item. */
  startHref: string;
}

/** An empty list: nothing at all, or nothing that matches the filter. */
export function ListEmpty({ texts, clearHref, startHref }: ListEmptyProps) {
  if (clearHref !== undefined)
    return (
      <EmptyState
        title={texts('noMatch')}
        icon={null}
        actions={
          <ButtonLink size="sm" href={clearHref}>
            {texts('clear')}
          </ButtonLink>
        }
      >
        {texts('noMatchText')}
      </EmptyState>
    );
  return (
    <EmptyState
      title={texts('title')}
      actions={
        <ButtonLink variant="primary" size="sm" href={startHref}>
          {texts('action')}
        </ButtonLink>
      }
    >
      {texts('text')}
    </EmptyState>
  );
}
