import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole pages load their parts when they are shown.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });
