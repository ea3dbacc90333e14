import { redirect } from 'next/navigation';
import { HOME } from '#components/shell/main-places.tsx';

export default function Home() {
  redirect(HOME);
}
