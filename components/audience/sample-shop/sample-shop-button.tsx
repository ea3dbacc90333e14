'use client';

import { FlaskConical } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { studioPath } from '#components/paths.ts';
import { Button, type ButtonProps } from '#components/ui/buttons/button.tsx';
import type { ActionResult } from '#lib/web/action-result.ts';

/** Loads the sample shop, and returns the ID of its parent segment, whose build has started. */
export type LoadSampleShop = () => Promise<ActionResult<{ readonly parent_segment: number }>>;

export interface SampleShopButtonProps extends Pick<ButtonProps, 'variant' | 'size' | 'className' | 'children'> {
  load: LoadSampleShop;
}

/** Loads the sample shop and opens its parent segment in Audience Studio. */
export function SampleShopButton({ load, children, ...buttonProps }: SampleShopButtonProps) {
  const t = useTranslations('sample-shop');
  const router = useRouter();
  const resultOf = useActionResult();
  const [isBusy, startTransition] = useTransition();
  const open = () =>
    startTransition(async () => {
      const result = await resultOf(load());
      if (result.ok) router.push(studioPath(result.value.parent_segment));
      else toast.error(t('failed'), { description: result.message });
    });
  return (
    <Button needs="audiences.write" icon={<FlaskConical aria-hidden />} busy={isBusy} onClick={open} {...buttonProps}>
      {children ?? t('load')}
    </Button>
  );
}
