import type { ReactNode } from 'react';
import { AccountSide } from '#components/people/account/account-side.tsx';
import { requestVisitor } from '#lib/web/request/request-visitor.ts';

/** Has no side column until an owner exists, because until then there are no accounts. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const { session } = await requestVisitor();
  return (
    <>
      {session !== null && <AccountSide />}
      {children}
    </>
  );
}
