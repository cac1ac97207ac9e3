(await import('https://unpkg.com/araucaria-connect/dist/araucaria-connect-debug.js')).printDiagnosis();
