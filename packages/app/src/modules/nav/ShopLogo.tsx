/**
 * The two stacks of a release: the left one live, the right one in preview.
 * Drawn in the colour of the text around it, readable at 16 px.
 */
export function ShopLogo(props: { size?: number }) {
  const { size = 24 } = props;
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      aria-hidden="true"
    >
      <rect x="1" y="6.5" width="10" height="14" rx="2" fill="currentColor" />
      <rect
        x="14"
        y="4.5"
        width="8"
        height="12"
        rx="1"
        stroke="currentColor"
        strokeWidth="2"
      />
    </svg>
  );
}
