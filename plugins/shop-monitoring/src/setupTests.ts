import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole screens by role and name take their time where many tests run at once.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });
