package io.keyvigil.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.keyvigil.diagnosis.Diagnosis;
import io.keyvigil.diagnosis.FindingTexts;

/** Writes a diagnosis as the JSON text of the HTTP API. Used by the command line. */
public final class DiagnosisDocument {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    private DiagnosisDocument() {}

    public static String of(Diagnosis diagnosis, FindingTexts texts) {
        try {
            return JSON.writeValueAsString(DiagnosisView.of(diagnosis, texts));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a diagnosis has nothing that JSON cannot say", e);
        }
    }
}
