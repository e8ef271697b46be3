package com.adgenius.host.embedded.qdrant;

import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CollectionDescription;
import io.qdrant.client.grpc.Collections.CollectionExists;
import io.qdrant.client.grpc.Collections.CollectionExistsRequest;
import io.qdrant.client.grpc.Collections.CollectionExistsResponse;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionOperationResponse;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.GetCollectionInfoResponse;
import io.qdrant.client.grpc.Collections.ListAliasesRequest;
import io.qdrant.client.grpc.Collections.ListAliasesResponse;
import io.qdrant.client.grpc.Collections.ListCollectionAliasesRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsResponse;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.CollectionsGrpc;
import java.io.IOException;
import java.util.List;

/** Qdrant's service for collections and aliases. */
final class CollectionsService extends CollectionsGrpc.CollectionsImplBase {

    private static final int LONGEST_NAME = 255;
    private static final String NO_PART_OF_A_NAME = "<>:\"/\\|?*\0\u001F";

    private final Catalog catalog;

    CollectionsService(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void create(CreateCollection request, StreamObserver<CollectionOperationResponse> observer) {
        Calls.answer(observer, started -> {
            requireName(request.getCollectionName());
            CollectionInfo described = CollectionDescriptions.of(request);
            catalog.create(request.getCollectionName(), described);
            return done(true, started);
        });
    }

    @Override
    public void update(UpdateCollection request, StreamObserver<CollectionOperationResponse> observer) {
        Calls.answer(observer, started -> {
            catalog.collection(request.getCollectionName())
                    .configure(config -> CollectionDescriptions.changed(config, request));
            return done(true, started);
        });
    }

    private static void requireName(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw Refusal.invalid("collection_name", "must have from 1 to " + LONGEST_NAME + " characters");
        }
        name.chars().filter(c -> NO_PART_OF_A_NAME.indexOf(c) >= 0).findFirst().ifPresent(c -> {
            throw Refusal.invalid("collection_name", "collection name cannot contain \"" + (char) c + "\" char");
        });
    }

    @Override
    public void get(GetCollectionInfoRequest request, StreamObserver<GetCollectionInfoResponse> observer) {
        Calls.answer(observer, started -> {
            StoredCollection collection = catalog.collection(request.getCollectionName());
            return GetCollectionInfoResponse.newBuilder()
                    .setResult(CollectionDescriptions.now(collection))
                    .setTime(started.seconds())
                    .build();
        });
    }

    @Override
    public void list(ListCollectionsRequest request, StreamObserver<ListCollectionsResponse> observer) {
        Calls.answer(observer, started -> {
            ListCollectionsResponse.Builder response = ListCollectionsResponse.newBuilder();
            catalog.names().stream()
                    .map(name -> CollectionDescription.newBuilder().setName(name))
                    .forEach(response::addCollections);
            return response.setTime(started.seconds()).build();
        });
    }

    @Override
    public void collectionExists(CollectionExistsRequest request, StreamObserver<CollectionExistsResponse> observer) {
        Calls.answer(
                observer,
                started -> CollectionExistsResponse.newBuilder()
                        .setResult(CollectionExists.newBuilder().setExists(catalog.exists(request.getCollectionName())))
                        .setTime(started.seconds())
                        .build());
    }

    @Override
    public void delete(DeleteCollection request, StreamObserver<CollectionOperationResponse> observer) {
        Calls.answer(observer, started -> done(catalog.delete(request.getCollectionName()), started));
    }

    @Override
    public void updateAliases(ChangeAliases request, StreamObserver<CollectionOperationResponse> observer) {
        Calls.answer(observer, started -> {
            catalog.change(request.getActionsList());
            return done(true, started);
        });
    }

    @Override
    public void listAliases(ListAliasesRequest request, StreamObserver<ListAliasesResponse> observer) {
        Calls.answer(observer, started -> aliases(catalog.aliases(), started));
    }

    @Override
    public void listCollectionAliases(
            ListCollectionAliasesRequest request, StreamObserver<ListAliasesResponse> observer) {
        Calls.answer(observer, started -> {
            String name = catalog.collection(request.getCollectionName()).name();
            return aliases(
                    catalog.aliases().stream()
                            .filter(alias -> alias.getCollectionName().equals(name))
                            .toList(),
                    started);
        });
    }

    private static ListAliasesResponse aliases(List<AliasDescription> aliases, Calls.Started started)
            throws IOException {
        return ListAliasesResponse.newBuilder()
                .addAllAliases(aliases)
                .setTime(started.seconds())
                .build();
    }

    private static CollectionOperationResponse done(boolean result, Calls.Started started) {
        return CollectionOperationResponse.newBuilder()
                .setResult(result)
                .setTime(started.seconds())
                .build();
    }
}
