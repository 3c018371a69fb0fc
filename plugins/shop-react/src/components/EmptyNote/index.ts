export { EmptyNote } from './EmptyNote';
export type { EmptyNoteProps } from './EmptyNote';
