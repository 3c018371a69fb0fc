export { AnnotationSnippet } from './AnnotationSnippet';
export type { AnnotationSnippetProps } from './AnnotationSnippet';
