'use client';

import { Tabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { TAB } from './tab-style.ts';

export interface TabPanelsProps {
  label: string;
  tabs: readonly { value: string; label: ReactNode; panel: ReactNode }[];
  initial?: string;
}

/** Views inside a page or dialog that need no address. */
export function TabPanels({ label, tabs, initial }: TabPanelsProps) {
  return (
    <Tabs.Root defaultValue={initial ?? tabs[0]?.value}>
      <Tabs.List
        aria-label={label}
        className="no-scrollbar flex gap-5 overflow-x-auto border-border border-b"
        activateOnFocus
      >
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.value} value={tab.value} className={TAB}>
            {tab.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.value} value={tab.value} className="pt-4">
          {tab.panel}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}
