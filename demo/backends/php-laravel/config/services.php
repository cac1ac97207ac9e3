<?php

return [
    'araucaria' => [
        'key' => env('ARAUCARIA_API_KEY'), // arau_…
        'url' => env('ARAUCARIA_API_URL', 'https://api.araucaria.money'),
        'webhook_secret' => env('ARAUCARIA_WEBHOOK_SECRET'), // whsec_…
    ],
];
