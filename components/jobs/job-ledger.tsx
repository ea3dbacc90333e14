import { useTranslations } from 'next-intl';
import { useConnectorName } from '#components/connector/connector-name.tsx';
import { Funnel, type FunnelStep } from '#components/ui/funnel.tsx';
import { Ledger } from '#components/ui/ledger.tsx';
import { isFinal, OUTCOMES } from '#lib/core/job.ts';
import type { JobView } from '#lib/core/job-view.ts';
import { recordQueryString } from '#lib/core/record-query.ts';
import { recordsPath } from './jobs-address.ts';
import { sentOf, shareRead } from './pace.ts';
