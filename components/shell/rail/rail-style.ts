export const RAIL_ITEM =
  'relative flex min-h-10 items-center gap-3 rounded-[0.625rem] text-rail-icon transition-colors [&_svg]:size-5 [&_svg]:flex-none ' +
  'hover:bg-rail-icon/10 hover:text-rail-icon hover:no-underline focus-visible:outline-rail-focus ' +
  'aria-[current=page]:bg-rail-active aria-[current=page]:text-rail-active-icon';
