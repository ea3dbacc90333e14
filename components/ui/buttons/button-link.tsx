import type { ComponentPropsWithRef, ReactNode } from 'react';
import { Link } from '#components/ui/navigation/link.tsx';
import { type ButtonSize, type ButtonVariant, buttonStyle } from './button-style.ts';

export interface ButtonLinkProps extends ComponentPropsWithRef<typeof Link> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
}

/** A link that style like a button. With `download`, the browser fetches the file instead of the router. */
export function ButtonLink({
  variant = 'outline',
  size = 'md',
  icon,
  className,
  children,
  download,
  ...props
}: ButtonLinkProps) {
  const style = buttonStyle(variant, size, className);
  if (download !== undefined && typeof props.href === 'string')
    return (
      <a href={props.href} download={download} onClick={props.onClick} className={style}>
        {icon}
        {children}
      </a>
    );
  return (
    <Link {...props} className={style}>
      {icon}
      {children}
    </Link>
  );
}
