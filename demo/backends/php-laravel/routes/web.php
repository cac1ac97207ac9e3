<?php

use App\Http\Controllers\AraucariaWebhookController;
use App\Http\Controllers\PageController;
use App\Http\Controllers\WidgetTokenController;
use Illuminate\Support\Facades\Route;

Route::get('/', PageController::class);
// Every method, so that the controller answers 405 itself.
Route::any('/api/widget-token', WidgetTokenController::class);
Route::post('/webhooks/araucaria', AraucariaWebhookController::class);
