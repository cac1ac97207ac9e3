package com.example.accounts;

import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.servlet.FilterChain; // jakarta.servlet in Spring 6 and Spring Boot 3
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The headers of each answer of the token endpoint. A filter, since Spring refuses preflight requests before a controller. */
@Component
public class TokenEndpointHeaders extends OncePerRequestFilter {
    static final String REQUEST_ID = "requestId";
    private static final Pattern VALID_ID = Pattern.compile("[!-~]{1,128}");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().contains(WidgetTokenController.PATH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String given = request.getHeader("X-Request-Id");
        boolean isValid = given != null && VALID_ID.matcher(given).matches() && !AraucariaApi.holdsKey(given);
        String requestId = isValid ? given : UUID.randomUUID().toString();
        request.setAttribute(REQUEST_ID, requestId);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Vary", "Origin, Sec-Fetch-Site, Cookie");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Request-Id", requestId);
        chain.doFilter(request, response);
    }
}
