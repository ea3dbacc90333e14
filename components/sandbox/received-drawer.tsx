'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Drawer } from '#components/ui/overlays/drawer.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { type PersonalLink, ReceivedEvents } from './received-events.tsx';
import { ReceivedFacts } from './received-facts.tsx';
import type { ReceivedDetail } from './received-request.ts';

export interface ReceivedDrawerProps {
  request: ReceivedDetail | undefined;
  closeHref: string;
  personal: PersonalLink;
}

/** The details of the open request, which is part of the URL, so that Back closes the drawer. */
export function ReceivedDrawer({ request, closeHref, personal }: ReceivedDrawerProps) {
  const t = useTranslations('sandbox');
  const router = useRouter();
  const shown = useLastDefined(request);
  return (
    <Drawer
      open={request !== undefined}
      onClose={() => router.push(closeHref, { scroll: false })}
      title={t('drawer.title')}
      note={shown && <Time value={shown.at} shape="second" />}
      badge={shown?.test && <Badge tone="test">{t('test')}</Badge>}
    >
      {shown && (
        <>
          <ReceivedFacts request={shown} />
          <ReceivedEvents request={shown} personal={personal} />
        </>
      )}
    </Drawer>
  );
}

/** Keeps the last request visible while the drawer closes. */
function useLastDefined(request: ReceivedDetail | undefined): ReceivedDetail | undefined {
  const [last, setLast] = useState(request);
  useEffect(() => {
    if (request) setLast(request);
  }, [request]);
  return request ?? last;
}
