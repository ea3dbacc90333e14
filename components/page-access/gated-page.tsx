import type { ReactNode } from 'react';
import { type GatedRoute, needsOfRoute } from '#lib/core/access/page-permission.ts';
import { hasPermission, type Permission } from '#lib/core/access/permission.ts';
import { requestVisitor } from '#lib/web/request/request-visitor.ts';
import { NeedsRole } from './needs-role.tsx';

/** Whether the visitor of this page has the permission. */
export async function visitorMay(permission: Permission): Promise<boolean> {
  return hasPermission((await requestVisitor()).actor, permission);
}

/** A page that only visitors with its permission may open; others see which role it needs. */
export function gatedPage<Props>(route: GatedRoute, page: (props: Props) => Promise<ReactNode>) {
  const needs = needsOfRoute(route);
  return async function gated(props: Props) {
    const { actor } = await requestVisitor();
    return hasPermission(actor, needs) ? page(props) : <NeedsRole needs={needs} role={actor.role} />;
  };
}
