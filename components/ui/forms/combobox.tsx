'use client';

import { Combobox as Base } from '@base-ui/react/combobox';
import { Check, ChevronDown, Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, useMemo, useState } from 'react';
import { rankOptions } from '#lib/core/text/rank-options.ts';
import { POPUP, POPUP_ITEM, POPUP_LABEL } from '../overlays/popup-style.ts';
import { type ControlSize, controlStyle } from './control-style.ts';
import { useFieldControl } from './field-context.ts';
import { type Choices, flatten, isGrouped, type Option } from './option.ts';
import { ChosenText, ListedText } from './option-text.tsx';

export interface ComboboxProps {
  choices: Choices;
  value: string | null;
  onValueChange: (value: string) => void;
  /** The accessible name of the control and of its search. */
  label: string;
  placeholder?: string;
  searchPlaceholder?: string;
  disabled?: boolean;
  /** Whether the list is open from the start, for a person who has just chosen to pick a value. */
  defaultOpen?: boolean;
  /** Whether the border has the color of warnings. */
  warning?: boolean;
  controlSize?: ControlSize;
  className?: string;
}

type TriggerKeyEvent = Parameters<NonNullable<ComponentProps<typeof Base.Trigger>['onKeyDown']>>[0];

/** A searchable select for many options in groups. */
export function Combobox({
  choices,
  value,
  onValueChange,
  label,
  placeholder,
  controlSize = 'md',
  ...props
}: ComboboxProps) {
  const t = useTranslations('shell.kit');
  const { id, ...wiring } = useFieldControl({});
  const groups = useMemo(() => asGroups(choices), [choices]);
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(props.defaultOpen ?? false);
  const isReadOnly = wiring['aria-disabled'] ?? false;
  /** Letters on the trigger open the list and are searched: the search gets the focus only a moment after a click. */
  const typeOnTrigger = (event: TriggerKeyEvent) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    const isText = [...key].length === 1 && (key !== ' ' || typed !== '');
    if (!isText || ctrlKey || metaKey || altKey || isReadOnly) return;
    event.preventDefault();
    // Base UI would choose the first value with this letter.
    event.preventBaseUIHandler();
    setTyped((text) => text + key);
    setOpen(true);
  };
  const filteredGroups = useMemo(() => filterGroups(groups, typed), [groups, typed]);
  const selected = flatten(choices).find((option) => option.value === value) ?? null;
  const warningBorder = props.warning ? 'border-warning! ring-1 ring-warning' : '';
  return (
    <Base.Root<Option>
      items={groups}
      value={selected}
      onValueChange={(option) => option && onValueChange(option.value)}
      isItemEqualToValue={(a, b) => a.value === b.value}
      filteredItems={filteredGroups}
      inputValue={typed}
      onInputValueChange={setTyped}
      itemToStringLabel={(option) => option.label}
      open={isOpen}
      onOpenChange={setOpen}
      disabled={props.disabled}
      readOnly={isReadOnly}
      autoHighlight
    >
      <Base.Trigger
        {...wiring}
        id={id}
        aria-label={label}
        onKeyDown={typeOnTrigger}
        className={controlStyle(
          controlSize,
          `flex min-w-0 items-center justify-between gap-2 py-0.5 text-start ${warningBorder} ${props.className ?? ''}`,
        )}
      >
        <span className="min-w-0 flex-1">
          <ChosenText option={selected ?? undefined} placeholder={placeholder} />
        </span>
        <ChevronDown aria-hidden className="size-4 flex-none text-text-muted" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="start" className="z-40">
          <Base.Popup aria-label={label} className={`${POPUP} w-72 max-w-(--available-width) p-0`}>
            <span className="flex items-center gap-2 border-border border-b px-3">
              <Search aria-hidden className="size-4 flex-none text-text-muted" />
              <Base.Input
                aria-label={label}
                placeholder={props.searchPlaceholder}
                className="min-h-control min-w-0 flex-1 bg-transparent outline-none max-wide:min-h-11 max-wide:text-lg"
              />
            </span>
            <Base.Empty className="text-text-muted [&:not(:empty)]:p-4">{t('noMatch')}</Base.Empty>
            <Base.List className="max-h-[min(20rem,calc(var(--available-height)-3rem))] scroll-py-8 overflow-auto p-1.5 empty:p-0">
              {(group: Group) => (
                <Base.Group key={group.key} items={group.items}>
                  {group.value && <Base.GroupLabel className={POPUP_LABEL}>{group.value}</Base.GroupLabel>}
                  <Base.Collection>
                    {(option: Option) => (
                      <Base.Item key={option.value} value={option} disabled={option.disabled} className={POPUP_ITEM}>
                        <span className="min-w-0 flex-1">
                          <ListedText option={option} />
                        </span>
                        <Base.ItemIndicator>
                          <Check aria-hidden className="size-4 text-accent" />
                        </Base.ItemIndicator>
                      </Base.Item>
                    )}
                  </Base.Collection>
                </Base.Group>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** A type alias, since an interface is not assignable to the index signature of the library's groups. */
type Group = {
  /** Two groups may have the same label. */
  key: string;
  value: string;
  items: readonly Option[];
};

/** Without a search, the groups; else one group of all matching options, best first. */
function filterGroups(groups: Group[], typed: string): Group[] {
  if (typed.trim() === '') return groups;
  const items = rankOptions(
    groups.flatMap((group) => group.items),
    typed,
  );
  return items.length === 0 ? [] : [{ key: 'all', value: '', items }];
}

function asGroups(choices: Choices): Group[] {
  if (!isGrouped(choices)) return [{ key: 'all', value: '', items: choices }];
  return choices.map((group, index) => ({ key: String(index), value: group.label, items: group.options }));
}
