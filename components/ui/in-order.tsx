import { Fragment, type ReactNode } from "react";

/** Draws things that have no identity but their place and never change it: the lines of a text, the cells of a row. */
export const inOrder = <T,>(things: readonly T[], draw: (thing: T, place: number) => ReactNode): ReactNode =>
  things.map((thing, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: their place is all they have
    <Fragment key={place}>{draw(thing, place)}</Fragment>
  ));
