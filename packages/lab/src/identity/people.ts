/** Somebody who can sign in to the lab. */
export interface Person {
  /** Becomes the OpenID Connect subject. */
  id: string;
  name: string;
  email: string;
  /** What they do, as the sign-in page says it. */
  role: string;
}

export const labPeople: readonly Person[] = [
  {
    id: 'dana.kim',
    name: 'Dana Kim',
    email: 'dana.kim@shop.example',
    role: 'developer, shop-team',
  },
  {
    id: 'olga.petrova',
    name: 'Olga Petrova',
    email: 'olga.petrova@shop.example',
    role: 'operator',
  },
  {
    id: 'piet.maas',
    name: 'Piet Maas',
    email: 'piet.maas@shop.example',
    role: 'platform engineer',
  },
  {
    id: 'vera.ito',
    name: 'Vera Ito',
    email: 'vera.ito@shop.example',
    role: 'viewer, no team',
  },
];
