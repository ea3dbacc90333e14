'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { Option } from '#components/ui/forms/option.ts';
import { OptionText } from '#components/ui/forms/option-text.tsx';

export interface ChoiceListProps {
  /** The ID of the list; options have IDs of their own. */
  id: string;
  choices: readonly Option[];
  highlighted: number | undefined;
  /** The words of the file that the mapping matches to a value. */
  wordsFor: (value: string) => string;
  onChoose: (value: string) => void;
}

export function optionId(list: string, index: number): string {
  return `${list}-${index}`;
}

/**
 * The values that contain a text, by code or name; all until something is typed. Enter takes the one at `defaultIndex`:
 * the first match, or the value that the cell has.
 */
export function choicesFor(
  all: readonly Option[],
  text: string,
  isTyped: boolean,
): { readonly choices: readonly Option[]; readonly defaultIndex: number | undefined } {
  const searchText = text.trim().toLowerCase();
  if (!isTyped || searchText === '') {
    const current = searchText === '' ? -1 : all.findIndex(({ value }) => value.toLowerCase() === searchText);
    return { choices: all, defaultIndex: current < 0 ? undefined : current };
  }
  const exact = all.filter((option) => textsOf(option).includes(searchText));
  const starting = all.filter((option) => textsOf(option).some((each) => each.startsWith(searchText)));
  const containing = all.filter((option) => textsOf(option).some((each) => each.includes(searchText)));
  const choices = [...new Set([...exact, ...starting, ...containing])];
  return { choices, defaultIndex: choices.length > 0 ? 0 : undefined };
}

function textsOf({ value, label }: Option): readonly string[] {
  return [value.toLowerCase(), label.toLowerCase()];
}

/** The allowed values below an edited cell. The input keeps the focus. */
export function ChoiceList({ id, choices, highlighted, wordsFor, onChoose }: ChoiceListProps) {
  const t = useTranslations('review.editing');
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[highlighted ?? 0]?.scrollIntoView({ block: 'nearest' });
  }, [highlighted]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t('allowed')}
      className="grid max-h-60 overflow-auto p-1.5 text-sm empty:hidden"
    >
      {choices.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the input
        <div
          key={option.value}
          id={optionId(id, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === highlighted}
          onClick={() => onChoose(option.value)}
          className="flex min-h-8 cursor-pointer items-center gap-3 rounded-control px-2.5 py-1 hover:bg-surface-hover aria-selected:bg-surface-selected"
        >
          <span className="min-w-0 flex-1">
            <OptionText option={option} />
          </span>
          <span className="truncate text-text-muted text-xs">{wordsFor(option.value)}</span>
          {index === highlighted && <Check aria-hidden className="size-3.5 flex-none text-accent" />}
        </div>
      ))}
    </div>
  );
}
